// The playground as it trains beside the page: its default network and loss, by its own host, with a picture sixty times
// a second.
import { DEFAULTS, pointsOf, specOf, splitOf } from '../components/playground/model.ts'
import { PlayHost } from '../src/worker/playground/host.ts'

const FRAME = 1000 / 60

/** A time is one second of the clock; the result is the number of examples trained on, for each second. */
export function playground() {
  const points = pointsOf(DEFAULTS)
  const spec = specOf(DEFAULTS, points, splitOf(points.target.length, DEFAULTS.trainShare, 1))
  return (seconds) =>
    new Promise((resolve) => {
      let epochs = 0
      let pictures = 0
      const channel = new MessageChannel()
      let work = () => {}
      channel.port1.onmessage = () => work()
      const host = new PlayHost({
        post: (report) => {
          if (report.tell !== 'shot') return
          epochs = report.runs[0].epoch
          pictures++
        },
        later: (next) => {
          work = next
          channel.port2.postMessage(0)
        },
        now: () => performance.now(),
      })
      host.handle({ do: 'create', session: 1, specs: [spec] })
      host.handle({ do: 'run', session: 1, pace: 'many' })
      const begun = performance.now()
      const clock = setInterval(() => {
        const passed = performance.now() - begun
        host.handle({ do: 'frame', session: 1 })
        if (passed < seconds * 1000) return
        clearInterval(clock)
        host.handle({ do: 'pause', session: 1 })
        channel.port1.close()
        const each = 1000 / passed
        resolve({ samples: epochs * spec.train.target.length * each, pictures: pictures * each })
      }, FRAME)
    })
}
