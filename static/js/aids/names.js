// Names of cells as a spreadsheet has them.

/** "C5" as {column: 3, row: 5}. */
export function place(ref) {
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(ref) || ["", "A", "0"];
  return { column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), row: Number(row) };
}

/** {column: 3, row: 5} as "C5". */
export function named({ column, row }) {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters + row;
}

/** The nearest of `refs` from `from`, going `across` columns or `down` rows; undefined at the edge. */
export function next(refs, from, { across = 0, down = 0 }) {
  const here = place(from);
  const ahead = [];
  for (const ref of refs) {
    const there = place(ref);
    const far = across ? (there.column - here.column) * across : (there.row - here.row) * down;
    if (far > 0 && (across ? there.row === here.row : there.column === here.column)) ahead.push([far, ref]);
  }
  return ahead.sort(([a], [b]) => a - b)[0]?.[1];
}

/** What another program copied as a table: rows of texts. Cells in quotes may hold line breaks and doubled quotes. */
export function block(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  for (let match = pattern.exec(text); match && (match[0] || pattern.lastIndex < text.length); match = pattern.exec(text)) {
    rows.at(-1).push((match[1] === undefined ? match[2] : match[1].replaceAll('""', '"')).trim());
    if (match[3] && match[3] !== "\t" && pattern.lastIndex < text.length) rows.push([]);
    if (match[3] === "\t" && pattern.lastIndex === text.length) rows.at(-1).push("");
  }
  return rows;
}
