import { oids } from '../../eds/oids.ts'
import { usage, writeName } from './certificate-writer.ts'
import type { Algorithm } from './key-pair.ts'

/** What somebody is in a company: the last part of the role's OID (docs/signature-facts.md 1.3). */
const companyRoles = { firstHead: 1, maySign: 2, finance: 3, personnel: 4, employee: 5 } as const
export type CompanyRole = keyof typeof companyRoles

export interface PersonKeyOrder {
  readonly surname: string
  readonly givenName: string
  readonly patronymic?: string
  /** 12 digits. */
  readonly iin: string
  /** Makes it the key of one of a company's people; of its first head unless told. */
  readonly company?: { readonly bin: string; readonly name: string; readonly role?: CompanyRole }
  readonly algorithm: Algorithm
  /** RSA sets have a key for each; a GOST-2015 set has one key only, ordered as `sign`. */
  readonly purpose: 'sign' | 'auth'
  readonly notBefore: Date
  readonly notAfter: Date
  readonly password: string
  /** What the certificate says is to be asked about it. */
  readonly address?: string
}

/**
 * Subject of a person's certificate: docs/signature-facts.md 1.1. The patronymic is in givenName, the name only in
 * CN.
 */
export function personName(order: PersonKeyOrder): Uint8Array {
  const upper = (text: string) => text.toLocaleUpperCase('kk')
  const { company, patronymic } = order
  return writeName([
    [oids.commonName, `${upper(order.surname)} ${upper(order.givenName)}`],
    [oids.surname, upper(order.surname)],
    [oids.serialNumber, `IIN${order.iin}`],
    [oids.country, 'KZ'],
    ...(company === undefined
      ? []
      : ([
          [oids.organisation, company.name],
          [oids.organisationalUnit, `BIN${company.bin}`],
        ] as const)),
    ...(patronymic === undefined ? [] : ([[oids.givenName, upper(patronymic)]] as const)),
  ])
}

/** Key usage, extended key usage and policy: docs/signature-facts.md 1.2–1.4. */
export function personUsage(order: PersonKeyOrder): {
  keyUsage: readonly number[]
  extendedKeyUsage: readonly string[]
  policy: string
} {
  const roles =
    order.company === undefined
      ? [oids.roleIndividual]
      : [oids.roleLegalEntity, `${oids.roleLegalEntity}.${companyRoles[order.company.role ?? 'firstHead']}`]
  const { digitalSignature, nonRepudiation, keyEncipherment, keyAgreement } = usage
  if (order.algorithm === 'gost2015') {
    return {
      keyUsage: [digitalSignature, nonRepudiation, keyAgreement],
      extendedKeyUsage: [oids.emailProtection, ...roles],
      policy: oids.policyGeneral,
    }
  }
  if (order.purpose === 'auth') {
    return {
      keyUsage: [digitalSignature, keyEncipherment],
      extendedKeyUsage: [oids.clientAuth, ...roles],
      policy: order.company ? oids.policyLegalAuth : oids.policyIndividualAuth,
    }
  }
  return {
    keyUsage: [digitalSignature, nonRepudiation],
    extendedKeyUsage: [oids.emailProtection, ...roles],
    policy: order.company ? oids.policyLegalSign : oids.policyIndividualSign,
  }
}

/** File name as the national authority gives it: docs/signature-facts.md 1.5. */
export function keyFileName(order: PersonKeyOrder, ski: string): string {
  if (order.algorithm === 'gost2015') return `GOST512_${ski}.p12`
  return order.purpose === 'auth' ? `AUTH_RSA256_${ski}.p12` : `RSA256_${ski}.p12`
}
