/** id of a mail server family, one per row of the table. */
export interface Family { readonly id: string; readonly name: string }
