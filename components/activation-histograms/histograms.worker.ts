import { runNetwork, type Settings } from './model.ts'

addEventListener('message', ({ data }: MessageEvent<Settings>) => postMessage(runNetwork(data)))
