import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import newsreader from "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2";

const faces = [
  new FontFace("Inter", `url(${inter}) format("woff2")`, { weight: "100 900" }),
  new FontFace("Newsreader", `url(${newsreader}) format("woff2")`, { weight: "200 800" }),
];

/**
 * Latin only, from packages: nothing is fetched from anybody else. Not by style sheet: a page that is painted before its
 * code is there would have the fonts first, which take as long. Both at once, so that a page is laid out anew once.
 */
export async function loadFonts(): Promise<void> {
  for (const face of await Promise.all(faces.map((face) => face.load()))) document.fonts.add(face);
}
