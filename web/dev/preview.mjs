/** A page of the document in one of its views, and where in it changes are. */
export function previewOf({ blocks, changes }, query) {
  const limit = Number(query.get("limit") ?? 50);
  const cursor = query.get("cursor");
  const isBefore = cursor?.startsWith("<");
  const from = query.has("from") ? blocks.findIndex(({ blockId }) => blockId === query.get("from")) : 0;
  if (from < 0) return null;
  const first = cursor ? (isBefore ? Math.max(0, Number(cursor.slice(1)) - limit) : Number(cursor)) : from;
  const end = isBefore ? Number(cursor.slice(1)) : Math.min(blocks.length, first + limit);
  return {
    items: blocks.slice(first, end).map((block) => shown(block, changes, query.get("view") ?? "current")),
    nextCursor: end < blocks.length ? String(end) : null,
    previousCursor: first > 0 ? `<${first}` : null,
  };
}

function shown({ blockId, kind, text }, changes, view) {
  const own = changes.filter((change) => change.blockId === blockId);
  const isMade = ({ state }) =>
    view === "all" ? state !== "rejected" : view === "current" && state === "accepted";
  let [at, result] = [0, ""];
  const marks = [];
  for (const change of own.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (change.start < at) continue;
    result += text.slice(at, change.start);
    const start = result.length;
    result += isMade(change) ? (change.decision?.replacement ?? change.replacement) : change.original;
    marks.push({ changeId: change.id, start, end: result.length, state: change.state });
    at = change.end;
  }
  return { blockId, kind, text: result + text.slice(at), changes: marks };
}
