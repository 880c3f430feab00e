import { assignmentFromAddress } from '../../components/assignment/address.ts'
import { backToAssignment } from '../strings/assignments.en.ts'
import { href } from './base.ts'

/** Below each exercise that an assignment has led to, the way back to it. */
if (location.search.includes('assignment='))
  for (const exercise of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
    const address = assignmentFromAddress(location.search, exercise.dataset['exercise']!, href(''))
    if (address === undefined) continue
    const link = document.createElement('a')
    link.href = address
    link.textContent = backToAssignment
    const foot = document.createElement('p')
    foot.className = 'exercise-foot'
    foot.append(link)
    exercise.append(foot)
  }
