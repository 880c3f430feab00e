import type { JudgeJob, Verdict } from '../protocol/messages.ts'
import type { Loss, OpenSession } from './session.ts'

export type JudgeEnd =
  { kind: 'verdict'; verdict: Verdict } | { kind: 'timeout'; ms: number } | { kind: Loss }

/** Longest time for a fresh worker to be ready, in milliseconds; its start is not the program's time. */
const START = 15_000

/** Judges a program in a worker of its own, which ends with it. */
export function runJudge(open: OpenSession, job: JudgeJob, ms: number): Promise<JudgeEnd> {
  return new Promise((resolve) => {
    const end = (result: JudgeEnd) => {
      clearTimeout(timer)
      session.end()
      resolve(result)
    }
    let timer = setTimeout(() => end({ kind: 'unreachable' }), START)
    const session = open({
      onMessage: (message) => {
        if (message.type === 'ready') {
          clearTimeout(timer)
          timer = setTimeout(() => end({ kind: 'timeout', ms }), ms)
          session.send({ type: 'judge', run: 1, job })
        } else if (message.type === 'verdict') end({ kind: 'verdict', verdict: message.verdict })
      },
      onLost: (kind) => end({ kind }),
    })
  })
}
