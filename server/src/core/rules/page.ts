/** Where each rule explains itself: one page a rule, reached from its findings. */
export function rulePage(rule: string): string {
  return `https://github.com/spam-patrol/spam-patrol/blob/main/docs/rules/${rule}.md`;
}
