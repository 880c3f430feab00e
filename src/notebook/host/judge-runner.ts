import type { JudgeJob, Verdict } from '../protocol/messages.ts'
import type { Loss, OpenSession, Session } from './session.ts'
import { Timer } from './timer.ts'

export type JudgeEnd =
  { kind: 'verdict'; verdict: Verdict } | { kind: 'timeout'; ms: number } | { kind: Loss }

/** Longest time for a fresh worker to be ready, in milliseconds; its start is not the program's time. */
const START = 15_000

/** Judges a program in a worker of its own, which ends with it. */
export function runJudge(open: OpenSession, job: JudgeJob, ms: number): Promise<JudgeEnd> {
  return new Promise((resolve) => {
    const end = (result: JudgeEnd) => {
      timer.stop()
      session.end()
      resolve(result)
    }
    const timer = new Timer(() => session)
    const session: Session = open({
      onMessage: (message) => {
        if (message.type === 'ready') {
          timer.start(ms, () => end({ kind: 'timeout', ms }))
          session.send({ type: 'judge', run: 1, job })
        } else if (message.type === 'verdict') end({ kind: 'verdict', verdict: message.verdict })
      },
      onLost: (kind) => end({ kind }),
    })
    timer.start(START, () => end({ kind: 'unreachable' }))
  })
}
