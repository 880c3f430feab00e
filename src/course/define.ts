import type { SolutionsPolicy } from '../exercises/solutions.ts'

export type { SolutionsPolicy }

/** A unit of a course of one's own. Its id is its place in the address, and the folder of its lessons. */
export interface CourseUnit {
  id: string
  /** Default: the unit's own title. A unit that is new needs one. */
  title?: string
  summary?: string
  /** Names of its lessons in their order, as `artificial-neuron`. Default: all there are. */
  lessons?: readonly string[]
}

export interface CourseLink {
  text: string
  /** An address with https, or a path of the course. */
  url: string
}

/** Exercises that a class is given: a page `assignments/<id>/`, worksheets, and a key. */
export interface CourseAssignment {
  /** Its place in the address; it also draws the variants. */
  id: string
  title: string
  /** Lessons of which every exercise is set, as `neurons/artificial-neuron`. */
  lessons?: readonly string[]
  /** Further exercises, as `neurons/artificial-neuron/sum-of-two`. */
  exercises?: readonly string[]
  /** The last day, as `2027-02-01`. */
  due?: string
  note?: string
}

/** `course.config.ts`: what a course is made of. */
export interface CourseConfig {
  title: string
  /** Languages in which lessons are published where a translation is there, English first. Default: all there are. */
  languages?: readonly string[]
  /** Units and lessons in their order; a name alone is a unit as it is. Default: everything there is. */
  units?: readonly (string | CourseUnit)[]
  /** When readers see worked solutions. Default: `on-request`. */
  solutions?: SolutionsPolicy
  /** Draws the numbers of all exercises: another seed, other numbers. Default: `chainrule`. */
  seed?: string
  /** Where the course's own sources are: for the links that report an error. Default: this repository. */
  repository?: string
  /** Links at the foot of every page: a forum, a timetable, the LMS. */
  links?: readonly CourseLink[]
  /** Exercises that a class is given, each student in variants of their own. Default: none. */
  assignments?: readonly CourseAssignment[]
}

/** A course as its author describes it; keys and types are checked while it is typed. */
export const defineCourse = (config: CourseConfig): CourseConfig => config
