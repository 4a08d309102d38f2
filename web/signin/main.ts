import { runCountdowns, showLocalTimes } from './countdown.ts'
import { addRevealButtons, sendOnce } from './forms.ts'
import { enhanceNewPasskeyForm, enhancePasskeyForm } from './passkey.ts'
import { enhanceSecurityInfo } from './security-info.ts'

sendOnce()
addRevealButtons()
enhancePasskeyForm()
enhanceNewPasskeyForm()
showLocalTimes()
runCountdowns()
enhanceSecurityInfo()
