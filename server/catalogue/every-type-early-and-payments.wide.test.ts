import { tellEveryType } from '../../test/every-type/every-type.ts'

tellEveryType(['EARLY', 'PAYMENTS'])
