interface Dragged extends PointerEvent {
  readonly currentTarget: Element
}

/** What a drawing listens to so that something in it follows a press and a drag, beyond its edge, too. */
export const dragging = (move: (event: PointerEvent) => void) => ({
  onPointerDown(event: Dragged) {
    event.currentTarget.setPointerCapture(event.pointerId)
    move(event)
  },
  onPointerMove(event: PointerEvent) {
    if (event.buttons > 0) move(event)
  },
})
