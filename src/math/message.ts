/** What the mathematics has to say: an id of `src/strings/math.en.ts` and what goes into its gaps. Never prose. */
export interface Message {
  readonly id: string
  readonly params: Readonly<Record<string, string | number>>
}

export const message = (id: string, params: Message['params'] = {}): Message => ({ id: `math.${id}`, params })
