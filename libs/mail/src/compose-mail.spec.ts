import { simpleParser } from 'mailparser';
import { composeMail } from './compose-mail';
import { outgoingMail } from './outgoing-mail.fixture';

describe('composeMail', () => {
  it('gives the same bytes for the same mail, again and again', async () => {
    const first = await composeMail(outgoingMail());
    const again = await composeMail(structuredClone(outgoingMail()));
    expect(again.sha256).toBe(first.sha256);
    expect(again.raw.equals(first.raw)).toBe(true);
  });

  it('gives the bytes it gave in the first release, so that a retry after an upgrade is the same letter', async () => {
    const { raw } = await composeMail(outgoingMail({ text: 'a', html: 'b', headers: {} }));
    expect(raw.toString('latin1').split('\r\n')).toMatchSnapshot();
  });

  it.each([
    ['subject', { subject: '另一主旨' }],
    ['text', { text: '另一內容' }],
    ['date', { date: new Date('2026-11-21T03:00:01Z') }],
    ['recipient', { to: { name: '○○局', address: 'other@example.gov.tw' } }],
  ])('gives other bytes for another %s', async (_, change) => {
    const [one, other] = await Promise.all([composeMail(outgoingMail()), composeMail(outgoingMail(change))]);
    expect(other.sha256).not.toBe(one.sha256);
  });

  it('writes what it was given', async () => {
    const mail = outgoingMail({ references: ['<a@example.gov.tw>', '<b@example.gov.tw>'] });
    const { raw, envelope } = await composeMail(mail);
    const parsed = await simpleParser(raw);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.messageId).toBe(mail.messageId);
    expect(parsed.date).toEqual(mail.date);
    expect(parsed.from?.value).toEqual([mail.from]);
    expect(parsed.text).toBe(mail.text);
    expect(parsed.html).toBe(mail.html);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.references).toEqual(mail.references);
    expect(parsed.inReplyTo).toBe('<b@example.gov.tw>');
    expect(envelope).toEqual({ from: mail.from.address, to: mail.to.address });
  });

  it('keeps every line within what SMTP carries', async () => {
    const { raw } = await composeMail(
      outgoingMail({ subject: '很長的主旨'.repeat(100), text: '字'.repeat(5_000) }),
    );
    expect(
      Math.max(
        ...raw
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(78);
    expect(raw.every((byte) => byte < 0x80)).toBe(true);
  });

  it.each([
    ['a line break in the address', { to: { name: '', address: 'a@b.tw>\r\nRCPT TO:<c@d.tw' } }],
    ['an address without a domain', { to: { name: '', address: 'office' } }],
    ['two addresses', { to: { name: '', address: 'a@b.tw,c@d.tw' } }],
    ['a bad sender', { from: { name: '', address: '' } }],
    ['a Message-ID without brackets', { messageId: 'a@b.tw' }],
    ['a bad reference', { references: ['<a b@c>'] }],
    ['a header of ours', { headers: { bcc: 'spy@example.com' } }],
    ['a header with a line break', { headers: { 'X-Note': 'a\r\nBcc: spy@example.com' } }],
    ['a header name with a colon', { headers: { 'X: y': 'z' } }],
    ['no date', { date: new Date(Number.NaN) }],
  ])('refuses %s', async (_, change) => {
    await expect(composeMail(outgoingMail(change))).rejects.toMatchObject({ code: 'INVALID_MAIL' });
  });

  it('cannot be led to write headers by a name or a subject', async () => {
    const { raw } = await composeMail(
      outgoingMail({
        subject: 'a\r\nBcc: spy@example.com',
        to: { name: 'x"\r\nBcc: spy@example.com', address: 'a@b.tw' },
      }),
    );
    const parsed = await simpleParser(raw);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.headers.has('bcc')).toBe(false);
  });
});
