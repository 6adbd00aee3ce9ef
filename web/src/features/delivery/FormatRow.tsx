import { Link } from "react-router";
import { Icon, type IconName } from "@/components/ui/Icon";
import { describeFormat, isTextOnly, type OutputFormat } from "@/lib/formats";
import { catalogue } from "@/lib/i18n/catalogue";
import type { Wish } from "./api/downloads";
import { FormatAction } from "./FormatAction";
import styles from "./FormatRow.module.css";

const texts = catalogue({
  en: {
    get: "Get",
    getThe: (title: string) => `Get the ${title.toLowerCase()}`,
    webPage: "Web page",
    reportAsPage: "Get the report as a web page",
    reportAsPdf: "Get the report as a PDF",
    check: "Check a receipt",
    download: "Download",
  },
  de: {
    get: "Holen",
    getThe: (title) => `${title} holen`,
    webPage: "Webseite",
    reportAsPage: "Den Bericht als Webseite holen",
    reportAsPdf: "Den Bericht als PDF holen",
    check: "Einen Beleg prüfen",
    download: "Herunterladen",
  },
});

interface Props {
  jobId: string;
  format: OutputFormat;
  /** All that the job can be had as. */
  formats: readonly string[];
  /** Something is to be paid first. */
  isLocked: boolean;
}

const icons: Record<OutputFormat, IconName> = {
  clean: "file",
  redline: "edit",
  patch: "plus",
  report: "info",
  receipt: "shield",
};

interface Choice extends Wish {
  label: string;
  name: string;
}

/** What can be pressed for a format: one thing, or the report's two forms. */
function choicesOf(format: OutputFormat, title: string): Choice[] {
  if (format !== "report") return [{ format, label: texts.get, name: texts.getThe(title) }];
  return [
    { format, as: "html", label: texts.webPage, name: texts.reportAsPage },
    { format, as: "pdf", label: "PDF", name: texts.reportAsPdf },
  ];
}

/** One thing that a job can be had as: what it is, and the way to it. */
export function FormatRow({ jobId, format, formats, isLocked }: Props) {
  const { title, text } = describeFormat(format, formats);
  const isMain = format === (isTextOnly(formats) ? "redline" : "clean");
  return (
    <li className={styles.row}>
      <span className={styles.mark}>
        <Icon name={icons[format]} />
      </span>
      <div className={styles.text}>
        <h2 className={styles.title}>{title}</h2>
        <p>{text}</p>
        {format === "receipt" && <Link to="/verify">{texts.check}</Link>}
      </div>
      <div className={styles.actions}>
        {isMain ? (
          <FormatAction jobId={jobId} wish={{ format }} label={texts.download} isMain isLocked={isLocked} />
        ) : (
          choicesOf(format, title).map(({ label, name, ...wish }) => (
            <FormatAction
              key={name}
              jobId={jobId}
              wish={wish}
              label={label}
              name={name}
              isLocked={isLocked}
            />
          ))
        )}
      </div>
    </li>
  );
}
