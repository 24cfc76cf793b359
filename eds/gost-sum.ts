/**
 * u·G + v·Q on tc26-gost-3410-12-512-paramSetA (RFC 7836, A.1), for checking signatures only: it takes a time that
 * depends on the numbers, which are public there. Straus' method over Jacobian coordinates: one chain of doublings for
 * all numbers, written in non-adjacent form (Hankerson, Menezes, Vanstone: Guide to ECC, algorithms 3.21, 3.30, 3.51).
 */
export const p = 2n ** 512n - 569n

interface Affine {
  readonly x: bigint
  readonly y: bigint
}
/** x = X/Z², y = Y/Z³; Z = 0 at infinity. */
interface Jacobian {
  readonly X: bigint
  readonly Y: bigint
  readonly Z: bigint
}

const generator: Affine = {
  x: 3n,
  y: 0x7503cfe87a836ae3a61b8816e25450e6ce5e1c93acf1abc1778064fdcbefa921df1626be4fd036e93d75e6a50e3a41e98028fe5fc235f5b889a589cb5215f2a4n,
}
const infinity: Jacobian = { X: 1n, Y: 1n, Z: 0n }
const low = 2n ** 512n - 1n

/**
 * One step towards the remainder by p: 2⁵¹² ≡ 569, so what is above moves down. A product of numbers below 2⁵¹³ comes
 * out below 2⁵²⁵. Whole remainders are taken only where numbers are compared: they would take half of the time.
 */
const fold = (value: bigint): bigint => (value >> 512n) * 569n + (value & low)

/** Two steps: what is below 2¹¹²⁰ on either side of zero comes out between −2¹¹⁶ and 2⁵¹² + 2¹¹⁶. */
const fold2 = (value: bigint): bigint => fold(fold(value))

/** The remainder itself, from 0 to p − 1. */
function remainder(value: bigint): bigint {
  const rest = fold2(value) % p
  return rest < 0n ? rest + p : rest
}

function inverse(value: bigint): bigint {
  let [a, b, x, y] = [remainder(value), p, 1n, 0n]
  while (a !== 0n) {
    const quotient = b / a
    ;[a, b, x, y] = [b - quotient * a, a, y - quotient * x, x]
  }
  return remainder(y)
}

/** dbl-2001-b, for a = −3. No point of a curve of prime order has Y = 0. */
function double({ X, Y, Z }: Jacobian): Jacobian {
  if (Z === 0n) return infinity
  const delta = fold(Z * Z)
  const gamma = fold(Y * Y)
  const beta = fold(X * gamma)
  const alpha = fold(3n * (X - delta) * (X + delta))
  const X3 = fold2(alpha * alpha - 8n * beta)
  return {
    X: X3,
    Y: fold2(alpha * (4n * beta - X3) - 8n * gamma * gamma),
    Z: fold2(2n * Y * Z),
  }
}

/** madd-2004-hmv. */
function addAffine(one: Jacobian, { x, y }: Affine): Jacobian {
  if (one.Z === 0n) return { X: x, Y: y, Z: 1n }
  const zz = fold(one.Z * one.Z)
  const h = fold2(x * zz - one.X)
  const r = fold2(y * fold(zz * one.Z) - one.Y)
  if (isZero(h)) return isZero(r) ? double(one) : infinity
  const hh = fold(h * h)
  const hhh = fold(h * hh)
  const xhh = fold(one.X * hh)
  const X = fold2(r * r - hhh - 2n * xhh)
  return {
    X,
    Y: fold2(r * (xhh - X) - one.Y * hhh),
    Z: fold2(one.Z * h),
  }
}

/** Whether what two steps left is a multiple of p: no other has room there. */
const isZero = (folded: bigint): boolean => folded === 0n || folded === p

/** P, 3P, 5P … as many as the window has odd digits, all brought to Z = 1 by one inversion. */
function oddMultiples(point: Affine, window: number): Affine[] {
  const twice = toAffine(double({ X: point.x, Y: point.y, Z: 1n }))
  const found: Jacobian[] = [{ X: point.x, Y: point.y, Z: 1n }]
  for (let last = found[0] ?? infinity; twice !== null && found.length < 2 ** (window - 2); ) {
    last = addAffine(last, twice)
    found.push(last)
  }
  return allToAffine(found)
}

/** Montgomery's trick: one inversion for all. No point here is at infinity: the order is prime and large. */
function allToAffine(points: readonly Jacobian[]): Affine[] {
  const products: bigint[] = []
  let product = 1n
  for (const { Z } of points) {
    products.push(product)
    product = fold2(product * Z)
  }
  let rest = inverse(product)
  const affine: Affine[] = []
  for (let i = points.length - 1; i >= 0; i--) {
    const { X, Y, Z } = points[i] ?? infinity
    const z = fold2(rest * (products[i] ?? 1n))
    rest = fold2(rest * Z)
    const zz = fold(z * z)
    affine.unshift({ x: remainder(X * zz), y: remainder(Y * fold(zz * z)) })
  }
  return affine
}

function toAffine(point: Jacobian): Affine | null {
  return point.Z === 0n ? null : (allToAffine([point])[0] ?? null)
}

/** Non-adjacent form of a width: digits are 0 or odd, lowest first. */
function digitsOf(value: bigint, window: number): number[] {
  const size = 2 ** window
  const digits: number[] = []
  for (let rest = value; rest > 0n; rest >>= 1n) {
    let digit = 0
    if ((rest & 1n) === 1n) {
      digit = Number(rest & BigInt(size - 1))
      if (digit >= size / 2) digit -= size
      rest -= BigInt(digit)
    }
    digits.push(digit)
  }
  return digits
}

/** A point's odd multiples, and those of its 2¹²⁸-, 2²⁵⁶- and 2³⁸⁴-fold: four short sums in place of a long one. */
type Quarters = readonly (readonly Affine[])[]
const quarter = 128

function quartersOf(point: Affine, window: number): Quarters {
  const tables = [oddMultiples(point, window)]
  let fold: Jacobian = { X: point.x, Y: point.y, Z: 1n }
  while (tables.length < 4) {
    for (let i = 0; i < quarter; i++) fold = double(fold)
    const [affine] = allToAffine([fold])
    if (affine !== undefined) tables.push(oddMultiples(affine, window))
  }
  return tables
}

/**
 * Keys that came more than once, authorities' as a rule: the four short sums of such a key take less than half the
 * time. A key that comes once is not worth the preparing.
 */
const seen = new Set<bigint>()
const prepared = new Map<bigint, Quarters>()
const mostSeen = 1000
const mostPrepared = 64

function preparedFor(q: Affine): Quarters | null {
  // Of the two points with this x one has an odd y.
  const name = 2n * q.x + (q.y & 1n)
  const known = prepared.get(name)
  if (known !== undefined) return known
  if (!seen.has(name)) {
    if (seen.size >= mostSeen) seen.clear()
    seen.add(name)
    return null
  }
  if (prepared.size >= mostPrepared) prepared.clear()
  const quarters = quartersOf(q, keyWindow)
  prepared.set(name, quarters)
  return quarters
}

const generatorWindow = 8
const keyWindow = 5
let generatorQuarters: Quarters | undefined

/** The affine x of u·G + v·Q, or null at infinity. `q` must be on the curve; u and v are below the order. */
export function sumX(u: bigint, v: bigint, q: Affine): bigint | null {
  generatorQuarters ??= quartersOf(generator, generatorWindow)
  const quarters = preparedFor(q)
  const terms =
    quarters === null
      ? [
          { digits: digitsOf(u, generatorWindow), table: generatorQuarters[0] ?? [] },
          { digits: digitsOf(v, keyWindow), table: oddMultiples(q, keyWindow) },
        ]
      : [...quartered(u, generatorQuarters, generatorWindow), ...quartered(v, quarters, keyWindow)]
  return toAffine(sumOf(terms))?.x ?? null
}

interface Term {
  readonly digits: readonly number[]
  readonly table: readonly Affine[]
}

function quartered(value: bigint, quarters: Quarters, window: number): Term[] {
  return quarters.map((table, i) => ({
    digits: digitsOf(BigInt.asUintN(quarter, value >> BigInt(i * quarter)), window),
    table,
  }))
}

/** One chain of doublings for all terms. */
function sumOf(terms: readonly Term[]): Jacobian {
  let sum = infinity
  for (let i = Math.max(...terms.map(({ digits }) => digits.length)) - 1; i >= 0; i--) {
    sum = double(sum)
    for (const { digits, table } of terms) sum = addDigit(sum, table, digits[i] ?? 0)
  }
  return sum
}

function addDigit(sum: Jacobian, table: readonly Affine[], digit: number): Jacobian {
  if (digit === 0) return sum
  const point = table[(Math.abs(digit) - 1) / 2]
  if (point === undefined) throw new RangeError('digit')
  return addAffine(sum, digit > 0 ? point : { x: point.x, y: p - point.y })
}
