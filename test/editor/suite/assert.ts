/** The two assertions that the suite needs: `node:assert` does not exist in a web worker. */

export function ok(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Equal as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [a, e] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
  ok(a === e, `expected ${e}, but it was ${a}`);
}

export function contains(text: string, part: string): void {
  ok(text.includes(part), `expected "${part}" in "${text.slice(0, 1000)}"`);
}
