import type { LetterTemplate, OrganisationId, ShippedWording } from '@xiangaitong/domain';
import { noticeLetters } from './shipped-notice-letters';
import { suspensionLetters } from './shipped-suspension-letters';

/** In the place of a centre's code: ships with the product. */
export const SHIPPED = '';

/**
 * Version 1 of every letter's wording. Once released it stays as it is: letters have been made with it, and have
 * to come out the same when they are made again.
 */
export const shippedWordings: readonly ShippedWording[] = [...noticeLetters, ...suspensionLetters];

/** The id of a version: `shipped/reminder/1`, `395000000X/reminder/2`. */
export const wordingIdOf = (tenant: OrganisationId, template: LetterTemplate, version: number): string =>
  `${tenant === SHIPPED ? 'shipped' : tenant}/${template}/${version}`;
