import type { Actor } from '@xiangaitong/domain';
import { canonicalJson } from './canonical-json';
import { commandIdOf, derivedId, fingerprintOf, parseCommandId, publicCommandId } from './command-identity';

const actor = (personId: string): Actor => ({ personId, role: 'drafter', organisationId: 'TN00000001' });

describe('canonical JSON', () => {
  it('is the same for the same value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '𠮷' }], a: undefined })).toBe(
      '{"b":[1,{"c":"𠮷","d":null}]}',
    );
    expect(canonicalJson({ b: 1, a: { y: 1, x: 2 } })).toBe(canonicalJson({ a: { x: 2, y: 1 }, b: 1 }));
  });

  it('keeps the order of lists, and text apart from numbers', () => {
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson({ a: '1' })).not.toBe(canonicalJson({ a: 1 }));
  });
});

describe('a fingerprint', () => {
  const asked = { caseKind: 'notice', caseId: 'a', type: 'ApproveNotice', body: { x: 1, y: 2 } } as const;

  it('is that of the request, not of its writing', () => {
    expect(fingerprintOf(asked)).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprintOf({ ...asked, body: { y: 2, x: 1 } })).toBe(fingerprintOf(asked));
  });

  it.each([
    [{ ...asked, caseId: 'b' }],
    [{ ...asked, caseKind: 'suspension' as const }],
    [{ ...asked, type: 'WithdrawNotice' }],
    [{ ...asked, body: { x: 1 } }],
  ])('is another for %j', (other) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(asked));
  });
});

describe('a command id', () => {
  it('is a person’s own, and never longer than the engine takes', () => {
    expect(commandIdOf(actor('p-lin'), 'key-00000001')).toBe('p-lin:key-00000001');
    const long = commandIdOf(actor('p'.repeat(64)), 'k'.repeat(100));
    expect(long.length).toBeLessThanOrEqual(128);
    expect(long).toBe(commandIdOf(actor('p'.repeat(64)), 'k'.repeat(100)));
    expect(long).not.toBe(commandIdOf(actor('p'.repeat(64)), `${'k'.repeat(99)}l`));
  });

  it.each([
    ['notice', 'p-lin', 'key-00000001'],
    ['suspension', 'p'.repeat(64), 'k'.repeat(100)],
  ] as const)('can be looked up again by its name in an address: %s', (caseKind, personId, key) => {
    const address = { caseKind, caseId: '0a-1', commandId: commandIdOf(actor(personId), key) };
    expect(parseCommandId(publicCommandId(address))).toEqual(address);
  });

  it.each([
    '',
    'notice.a',
    'other.a.p:key-00000001',
    'notice.A.p:key-00000001',
    'notice.a.p:short',
    'notice.a.b.p:key-00000001',
  ])('is not read out of %p', (text) => expect(parseCommandId(text)).toBeUndefined());

  it('gives the same person each time, and another for another', () => {
    expect(derivedId('p-', 'a', 'b')).toMatch(/^p-[0-9a-f]{32}$/);
    expect(derivedId('p-', 'a', 'b')).toBe(derivedId('p-', 'a', 'b'));
    expect(derivedId('p-', 'a', 'b')).not.toBe(derivedId('p-', 'ab', ''));
  });
});
