import { createHash } from 'node:crypto';
import { RequestDigest } from './request-digest.js';

describe('the digest of a request', () => {
  const text = '[null,{"current":"a long password"},null]';
  const digest = new RequestDigest('a-secret-of-the-tests-and-of-nobody-else');

  it('is the same in every process with the same secret, and another for another text', () => {
    expect(digest.of(text)).toBe(new RequestDigest('a-secret-of-the-tests-and-of-nobody-else').of(text));
    expect(digest.of(`${text} `)).not.toBe(digest.of(text));
  });

  it('cannot be worked out without the secret', () => {
    expect(digest.of(text)).not.toBe(new RequestDigest('another-secret-of-the-tests-of-nobody').of(text));
    expect(digest.of(text)).not.toBe(createHash('sha256').update(text).digest('base64url'));
  });
});
