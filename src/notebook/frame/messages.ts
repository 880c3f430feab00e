/** What the page tells the frame. The frame relays; it neither reads nor runs what cells say. */
export type ToFrame =
  /** The engine's script, once; fetched by the page, because the frame may fetch nothing. */
  | { type: 'engine'; text: string }
  | { type: 'open'; id: number }
  | { type: 'send'; id: number; text: string }
  /** So many messages of a worker have been dealt with. */
  | { type: 'ack'; id: number; count: number }
  | { type: 'end'; id: number }
  | { type: 'ping' }

export type FromFrame =
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'message'; id: number; text: string }
  | { type: 'lost'; id: number; loss: 'crashed' | 'flood' }
