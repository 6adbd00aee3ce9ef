import axe from "axe-core";
import { expect } from "vitest";

/** What axe can see without a layout: names, roles, headings, labels. Colours are looked at in the browser. */
export async function expectNoFaults(root: Element = document.body): Promise<void> {
  const { violations } = await axe.run(root, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}
