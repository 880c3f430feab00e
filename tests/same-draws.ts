import { configureGlobal } from 'fast-check'

// The same draws on every machine and in every run: a failure can be looked at again, and says something about the change.
configureGlobal({ seed: 20 })
