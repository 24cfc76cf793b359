const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * Could a letter be sent there? One @, at most 254 characters, a domain of at least two labels, punycode included.
 * Nothing is looked up, and comments, quotes and address literals of RFC 5321 are refused (docs/domain.md 4.4).
 */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false
  const [name = '', domain = '', ...more] = text.split('@')
  const labels = domain.split('.')
  const lastIsNumber = /^\d+$/.test(labels.at(-1) ?? '')
  return (
    more.length === 0 &&
    name.length <= 64 &&
    local.test(name) &&
    labels.length >= 2 &&
    !lastIsNumber &&
    labels.every((part) => label.test(part))
  )
}
