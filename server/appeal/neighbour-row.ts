import { formatCoupon } from '../../domain/registry/coupon.ts'
import { formatRegistration } from '../../domain/registry/registration-number.ts'
import type { NeighbourRow } from '../../wire/follow-up.ts'
import type { Neighbour } from './follow-up-store.ts'

/** Another appeal by the number of the register, or of its coupon until it has one. */
export const neighbourRow = ({
  id,
  kind,
  status,
  number,
  registrationDate,
  coupon,
}: Neighbour): NeighbourRow => ({
  id,
  kind,
  status,
  number:
    number === null || registrationDate === null
      ? formatCoupon(coupon)
      : formatRegistration({ number, date: registrationDate }),
})
