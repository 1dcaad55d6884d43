import { errorOf } from './error-of.fixture';
import { letterMessageId } from './message-id';

const letter = { caseId: 'notice/0193f1c2-7e55', step: 'reminder-7', recipient: 'wang@example.gov.tw' };

describe('letterMessageId', () => {
  it('is the same for the same letter, for ever', () => {
    expect(letterMessageId(letter, 'Mail.example.gov.tw')).toBe(
      '<notice-0193f1c2-7e55.reminder-7.0d30ade54365d9badb1ef871f07c58d8@mail.example.gov.tw>',
    );
  });

  it('does not show the recipient', () => {
    expect(letterMessageId(letter, 'mail.example.gov.tw')).not.toMatch(/wang|example\.gov\.tw\./);
  });

  it('takes upper and lower case and blanks around an address as the same', () => {
    expect(letterMessageId({ ...letter, recipient: ' Wang@Example.gov.tw ' }, 'a.tw')).toBe(
      letterMessageId(letter, 'a.tw'),
    );
  });

  it.each([
    ['case', { caseId: 'notice/0193f1c2-7e56' }],
    ['case, where only characters differ which cannot be shown', { caseId: 'notice 0193f1c2-7e55' }],
    ['step', { step: 'reminder-8' }],
    ['step, in Chinese', { step: '催辦' }],
    ['recipient', { recipient: 'lee@example.gov.tw' }],
  ])('differs by %s', (_, change) => {
    expect(letterMessageId({ ...letter, ...change }, 'a.tw')).not.toBe(letterMessageId(letter, 'a.tw'));
  });

  it('does not confuse where one part ends and the next begins', () => {
    expect(letterMessageId({ caseId: 'a', step: 'b-c', recipient: 'r' }, 'a.tw')).not.toBe(
      letterMessageId({ caseId: 'a-b', step: 'c', recipient: 'r' }, 'a.tw'),
    );
  });

  it.each(['', '催辦', '/', 'x'.repeat(500), '<>@"\r\n'])(
    'is an RFC 5322 msg-id even for a case id of %j',
    (caseId) => {
      expect(letterMessageId({ ...letter, caseId, step: caseId }, 'a.tw')).toMatch(
        /^<[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*@a\.tw>$/,
      );
    },
  );

  it.each(['', 'a b.tw', '機關.tw', '-a.tw', 'a..tw', 'a.tw>'])('refuses the domain %j', (domain) => {
    expect(errorOf(() => letterMessageId(letter, domain))).toMatchObject({
      code: 'INVALID_MESSAGE_ID_DOMAIN',
    });
  });
});
