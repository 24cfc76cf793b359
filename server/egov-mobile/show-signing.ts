import { parseDevice } from '../../domain/security/device.ts'
import type { EgovMobileNews, EgovMobileSigning } from '../../wire/egov-mobile.ts'
import { errandAddress } from './egov-mobile-secret.ts'
import type { EgovMobileRow } from './egov-mobile-store.ts'

/** What the page hears of a code. */
export function egovMobileNews({ id, state, code, expiresAt }: EgovMobileRow): EgovMobileNews {
  return { id, state, code, expiresAt: new Date(expiresAt).toISOString() }
}

/** A new code as its page shows it: the only time that the secret is told. */
export function newEgovMobileSigning(row: EgovMobileRow, secret: string): EgovMobileSigning {
  const address = errandAddress(row.origin, secret)
  return {
    ...egovMobileNews(row),
    qr: `mobileSign:${address}`,
    pair: row.pair,
    site: new URL(row.origin).host,
    device: parseDevice(row.device),
    openedAt: new Date(row.openedAt).toISOString(),
    links: linksTo(address),
  }
}

/** Links that open the app on the phone that shows this very page (docs/signature-facts.md 5.4). */
function linksTo(address: string): EgovMobileSigning['links'] {
  const link = (app: Readonly<Record<string, string>>): string =>
    `https://m.egov.kz/mobileSign?${new URLSearchParams({ link: address, ...app })}`
  return {
    egovMobile: link({ isi: '1476128386', ibi: 'kz.egov.mobile', apn: 'kz.mobile.mgov' }),
    // Its path is not published; that of its sister is taken (docs/decisions/0011).
    egovBusiness: link({
      isi: '1597880144',
      ibi: 'kz.mobile.mgov.business',
      apn: 'kz.mobile.mgov.business',
    }),
  }
}
