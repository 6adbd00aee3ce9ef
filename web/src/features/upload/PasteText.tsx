import { useState } from "react";
import { Button } from "@/components/ui/Button";
import { TextAreaField } from "@/components/ui/Field";
import { Sheet } from "@/components/ui/Sheet";
import { catalogue } from "@/lib/i18n/catalogue";
import { fileOfText } from "./pastedFile";

const texts = catalogue({
  en: {
    open: "Paste text instead",
    title: "Paste text",
    field: "Text",
    example: "Paste or type what should be reviewed. You get it back as a text file.",
    use: "Use this text",
  },
  de: {
    open: "Stattdessen Text einfügen",
    title: "Text einfügen",
    field: "Text",
    example: "Füge ein oder tippe, was durchgesehen werden soll. Du bekommst es als Textdatei zurück.",
    use: "Diesen Text nehmen",
  },
});

/** For a text that is in no file. */
export function PasteText({ onFile }: { onFile: (file: File) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {texts.open}
      </Button>
      {isOpen && (
        <TextSheet
          onClose={() => setOpen(false)}
          onText={(text) => {
            setOpen(false);
            onFile(fileOfText(text));
          }}
        />
      )}
    </>
  );
}

function TextSheet({ onClose, onText }: { onClose: () => void; onText: (text: string) => void }) {
  const [text, setText] = useState("");
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <TextAreaField
        label={texts.field}
        placeholder={texts.example}
        rows={10}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button look="primary" disabled={text.trim() === ""} onClick={() => onText(text)}>
        {texts.use}
      </Button>
    </Sheet>
  );
}
