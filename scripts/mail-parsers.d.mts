export function python(): string;
export function perl(): string;
