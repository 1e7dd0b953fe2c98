import { InputType } from '@nestjs/graphql'
import { WithdrawVersionInput } from '../withdrawal/withdrawal.input.js'

@InputType()
export class WithdrawDealInput extends WithdrawVersionInput {}
