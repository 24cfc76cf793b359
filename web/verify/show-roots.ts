import type { verify } from '../../words/kk/verify.ts'
import { element } from './element.ts'
import type { TrustedRoot } from './trusted-roots.ts'

/** Whom the page trusts: names, key identifiers and fingerprints, to compare with what the authority has published. */
export function showRoots(roots: readonly TrustedRoot[], words: typeof verify): HTMLElement {
  const rows = roots.map(({ name, keyId, sha256 }) =>
    element(
      'li',
      { class: 'root' },
      element('span', { class: 'strong' }, name),
      ...(keyId === null ? [] : [line(words.keyId, keyId)]),
      line(words.fingerprint, sha256),
    ),
  )
  return element(
    'details',
    { class: 'more-box' },
    element('summary', {}, words.trustedRoots),
    element('p', { class: 'hint' }, words.compareRoots),
    element('ul', { class: 'reasons' }, ...rows),
  )
}

/** Digits are compared in groups of four. */
const line = (name: string, digits: string): HTMLElement =>
  element('p', { class: 'meta' }, `${name}: `, element('code', {}, digits.replace(/(.{4})(?=.)/g, '$1 ')))
