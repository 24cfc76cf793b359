/** With every optional member there, to the last level: so that one which only the other type has is seen. */
type Whole<T> = T extends readonly (infer One)[]
  ? readonly Whole<One>[]
  : T extends object
    ? { readonly [Key in keyof T]-?: Whole<T[Key]> }
    : T

/** What the compiler shows where two types are not the same: the members of each union that the other does not know. */
interface Differ<First, Second> {
  readonly onlyInFirst: First
  readonly onlyInSecond: Second
}

/**
 * `true` where two types hold the same values, optional members included; else what differs. It ties what is written
 * twice: `true satisfies Same<Field, z.output<typeof FieldSchema>>` does not compile when one side changes alone.
 */
export type Same<First, Second> = [First, Whole<First>] extends [Second, Whole<Second>]
  ? [Second, Whole<Second>] extends [First, Whole<First>]
    ? true
    : Differ<Unlike<First, Second>, Unlike<Second, First>>
  : Differ<Unlike<First, Second>, Unlike<Second, First>>

type Unlike<One, Other> = One extends Other ? (Whole<One> extends Whole<Other> ? never : One) : One
