import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

const exposed = async (count: (metrics: ReturnType<typeof createMetrics>) => void) => {
  const metrics = createMetrics({ process: false })
  count(metrics)
  return (await metrics.expose()).text
}

test('counts passes, proofs and requests under closed labels', async () => {
  const text = await exposed((metrics) => {
    metrics.passIssued('once')
    metrics.passRedeemed('alreadyUsed')
    metrics.authenticated('fido2', 'success')
    metrics.authenticationTook('fido2', 0.003)
    metrics.requested('graph', 'POST', 201, 0.01)
  })
  expect(text).toContain('tap_issued_total{usage="once"} 1')
  expect(text).toContain('tap_redeem_total{result="alreadyUsed"} 1')
  expect(text).toContain('authn_total{method="fido2",result="success"} 1')
  expect(text).toContain('authn_duration_seconds_bucket{le="0.005",method="fido2"} 1')
  expect(text).toContain('http_requests_total{face="graph",method="POST",status="2xx"} 1')
})

test('ten thousand odd requests add no series', async () => {
  const few = await exposed((metrics) => {
    metrics.requested('graph', 'BREW', 999, 1)
  })
  const many = await exposed((metrics) => {
    for (let index = 0; index < 10_000; index++) metrics.requested('graph', `BREW${index}"}\n`, 600 + index, 1)
  })
  expect(many.split('\n')).toHaveLength(few.split('\n').length)
})

test('shows the lag of the event loop and the memory of the process when asked', async () => {
  const { text } = await createMetrics({ process: true }).expose()
  expect(text).toContain('nodejs_eventloop_lag_seconds')
  expect(text).toContain('process_resident_memory_bytes')
})
