import { parseCertificate } from '../../eds/certificate.ts'
import { buildCms } from '../../eds/cms-writer.ts'
import { contextTag, readDer } from '../../eds/der.ts'
import { encode, implicit, oid, sequence, utf8String } from '../../eds/der-writer.ts'
import { oids } from '../../eds/oids.ts'
import { findRevocation } from '../../eds/revocation.ts'
import { verifyCms } from '../../eds/verify.ts'
import { writeList } from '../../pretend/certification-authority/revocation-list.ts'
import type { Random } from './random.ts'
import { type Sample, type Samples, sampleIin } from './samples.ts'

const yes = (n: number) => implicit(n, Uint8Array.of(0xff))
const named = (random: Random) => {
  const uri = implicit(6, new TextEncoder().encode(`http://crl.example/${random.below(1000)}`))
  const relative = sequence(oid(oids.commonName), utf8String(`${random.below(1000)}`))
  return encode(0xa0, random.below(3) === 0 ? encode(0xa1, relative) : encode(0xa0, uri))
}

/**
 * A scope, well formed, that is about other certificates than a person's without a point of its own: another place,
 * authorities, attributes; each beside others now and then.
 */
function scopeElsewhere(random: Random): Uint8Array {
  const place = random.below(2) === 0 ? [named(random)] : []
  const kind = place.length === 0 || random.below(2) === 0 ? [yes(random.pick([2, 5]))] : []
  return sequence(...place, ...kind, ...(random.below(4) === 0 ? [yes(4)] : []))
}

/** ReasonFlags of up to eight reasons of nine: silence about these says nothing of the rest. */
const someReasons = (random: Random) =>
  sequence(implicit(3, Uint8Array.of(0, (1 << random.below(7)) & 0x7e || 0x40)))

/** The authority's own list, newer than any other and of another scope: it must prove nothing, alone or beside. */
export async function tryMovedScope(
  sample: Sample,
  samples: Samples,
  random: Random,
): Promise<string | null> {
  const silent = random.below(2) === 0
  const scope = silent && random.below(3) === 0 ? someReasons(random) : scopeElsewhere(random)
  const says = { at: samples.at - 5000, reason: random.pick(['keyCompromise', 'superseded'] as const) }
  const list = await writeList(sample.issuing, {
    revoked: new Map(silent ? [] : [[sample.serial, says]]),
    number: 6 + random.below(100),
    thisUpdate: samples.at - 500,
    nextUpdate: samples.at + 86_400_000,
    scope,
  })
  const certificate = parseCertificate(sample.certificate)
  const issuer = sample.issuing.certificate
  const state = async (...crls: Uint8Array[]) =>
    (
      await findRevocation(
        certificate,
        issuer,
        { ocsp: [], crls },
        { usedAt: samples.at, proven: true, now: samples.at },
      )
    ).state
  const alone = await state(list)
  if (alone !== 'unknown') return `a list about others said ${alone}`
  const beside = await state(...(random.below(2) === 0 ? [list, sample.crl] : [sample.crl, list]))
  if (beside !== 'good') return `a list about others turned good into ${beside}`
  const given = [list, sample.rootCrl]
  const verdict = await verdictOn(sample.attached, sample, samples, given)
  return verdict === 'valid' ? 'a signature is valid by a list about others' : null
}

/** A message within a message, and values of another kind where a message carries lists. */
export async function tryNested(sample: Sample, samples: Samples, random: Random): Promise<string | null> {
  const other = random.pick(samples.signers.filter((one) => one !== sample))
  if (random.below(3) === 0) {
    const inner = random.pick([sample.attached, sample.detached, other.attached, sample.token])
    const { certificate, privateKey } = sample.key
    if (privateKey === null) throw new Error('the played authority gives keys that we use')
    const outer = await buildCms({
      content: inner,
      contentType: random.pick([oids.data, oids.signedData, oids.timestampInfo]),
      certificate,
      privateKey,
      signingTime: samples.at,
      detached: random.below(2) === 0,
    })
    const result = await verdictOn(outer, sample, samples, [sample.crl, sample.rootCrl])
    return result === 'valid' ? 'a message around another is valid for the letter inside' : null
  }
  const kinds = [sample.certificate, sample.ocsp, sample.token, sample.attached, other.crl, sample.rootCrl]
  const carried = random.pick(kinds)
  const value = random.below(3) === 0 ? encode(contextTag(1), oid(oids.ocspInMessage), carried) : carried
  // An answer is right in the place of an answer.
  if (carried === sample.ocsp && value !== carried) return null
  const result = await verdictOn(carrying(sample.attached, value), sample, samples, [sample.rootCrl])
  return result === 'valid' ? 'a signature is valid by what is no list of its issuer' : null
}

/** The message with such a value among its lists (RFC 5652, section 5.1). */
export function carrying(cms: Uint8Array, value: Uint8Array): Uint8Array {
  const [type, wrapped] = readDer(cms).children
  const parts = wrapped?.children[0]?.children.map(({ bytes }) => bytes) ?? []
  const changed = [...parts.slice(0, -1), encode(contextTag(1), value), ...parts.slice(-1)]
  return sequence(type?.bytes ?? new Uint8Array(), encode(contextTag(0), sequence(...changed)))
}

/** With lists only: what they decide is what is tried. */
export async function verdictOn(
  cms: Uint8Array,
  sample: Sample,
  { anchors, intermediates, at }: Samples,
  crls: readonly Uint8Array[],
): Promise<'valid' | 'invalid' | 'unknown'> {
  const known = { anchors, intermediates, expectIin: sampleIin, purpose: 'letter' as const }
  return (
    await verifyCms({ cms, content: sample.content, at, now: at, ...known, evidence: { ocsp: [], crls } })
  ).result
}
