import type { Message } from '../messages.ts'

/** What a parser made of a text: the value, or why it is not gradable. Never an exception. */
export type Read<T> = { ok: true; read: T } | { ok: false; message: Message }

export const refuse = (message: Message): { ok: false; message: Message } => ({ ok: false, message })

export const accept = <T>(read: T): { ok: true; read: T } => ({ ok: true, read })
