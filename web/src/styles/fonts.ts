import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import newsreader from "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2";

/**
 * Latin only, from packages: nothing is fetched from anybody else. Not by style sheet: a page that is painted before its
 * code is there would have the fonts first, which take as long. They are fetched when there is text to show in them, not
 * before: other pages have more urgent things to fetch until then.
 */
export function addFonts(): void {
  add("Inter", inter, "100 900");
  add("Newsreader", newsreader, "200 800");
}

function add(family: string, file: string, weight: string): void {
  document.fonts.add(new FontFace(family, `url(${file}) format("woff2")`, { weight, display: "swap" }));
}
