import given from '../../course.config.ts'
import { readConfig } from '../course/config.ts'
import { solutionRule } from '../exercises/solutions.ts'

/** The course that this build makes. */
export const course = readConfig(given)

/** When readers of this build see solutions. The day is that of the build, in UTC. */
export const solutions = solutionRule(course.solutions, new Date().toISOString().slice(0, 10))
