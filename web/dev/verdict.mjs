const unlooked = (why) => ({ holds: null, detail: `Not looked at: ${why}.` });
const ofFiles = ["original", "changes", "splices", "parts", "output", "differences"];

/** What holds of a receipt. One whose name has "forged" in it was changed; what has no "jws" in it is none. */
export function verdictOn(receipt, original, output) {
  const isOne = receipt.bytes.includes("jws");
  const isGood = isOne && !receipt.name.includes("forged");
  const holds = (detail) => ({ holds: true, detail });
  const fails = (detail) => ({ holds: false, detail });
  const first = isOne
    ? holds("A receipt for 16 accepted changes.")
    : fails("This is no receipt: it is not JSON.");
  const nothing = unlooked("there is nothing to look at");
  const signature = isGood
    ? holds("The signature is that key's, over just this.")
    : fails("The receipt was changed.");
  const withOriginal = original
    ? holds("As listed, derived anew of the original.")
    : unlooked("the original file is missing");
  const withOutput = output
    ? holds("The output is the file that the receipt names.")
    : unlooked("the output file is missing");
  const files = ofFiles.map((name) => ({
    name,
    ...(!isGood
      ? unlooked("the receipt is not one of ours, or was changed")
      : name === "output"
        ? withOutput
        : name === "differences" && original
          ? withOutput
          : withOriginal),
  }));
  const checks = [
    { name: "envelope", ...first },
    { name: "key", ...(isOne ? holds("The key that it names is one of ours.") : nothing) },
    { name: "signature", ...(isOne ? signature : nothing) },
    ...files,
  ];
  return { valid: isGood, checks };
}
