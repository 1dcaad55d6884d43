/**
 * Bugs that somebody might make in the core, one each, for `plant`: each must be caught by its specs.
 * `find` stands exactly once in the file; what replaces it compiles. Files are below libs/domain/src.
 */
import { calendarBugs } from './planted-bugs-calendar.mjs';
import { noticeBugs } from './planted-bugs-notice.mjs';
import { policyBugs } from './planted-bugs-policy.mjs';
import { roundBugs } from './planted-bugs-rounds.mjs';
import { suspensionBugs } from './planted-bugs-suspension.mjs';

/** @typedef {{ why: string, file: string, find: string, replace: string }} PlantedBug */

/** @type {readonly PlantedBug[]} */
export const plantedBugs = [...noticeBugs, ...roundBugs, ...suspensionBugs, ...calendarBugs, ...policyBugs];
