import { refusalOf } from "./fileRules";

/** What was dropped: files one by one, and what is in folders. */
export interface Dropped {
  files: File[];
  /** Files of folders that can't be reviewed. Nobody chose them one by one, so they are only counted. */
  leftOut: number;
}

/** Must be called while the event is handled: a browser forgets what was dropped right after. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  if (!entries.some((entry) => entry?.isDirectory)) return { files: plain, leftOut: 0 };

  const inFolders: File[] = [];
  for (const entry of entries)
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, inFolders);
  // Among the plain files a browser lists a folder too, as something of no use.
  const single = plain.filter((_, at) => entries[at]?.isFile);
  const fitting = inFolders.filter((file) => refusalOf(file) === null);
  return { files: [...single, ...fitting], leftOut: inFolders.length - fitting.length };
}

async function walk(folder: FileSystemDirectoryEntry, found: File[]): Promise<void> {
  const reader = folder.createReader();
  for (;;) {
    // A hundred at a time, until there are none.
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const entry of entries) {
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, found);
      else
        found.push(
          await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)),
        );
    }
  }
}
