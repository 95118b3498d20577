import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the composition root counts. */
export interface Metrics {
  callEvent(type: string): void
  command(name: string, outcome: string, ms: number): void
  refusedSocket(why: string): void
  error(where: string): void
  /** Read when somebody asks. */
  gauge(name: string, help: string, read: () => number): void
  text(): Promise<{ type: string; text: string }>
}

/** Makes a registry of its own, so that two servers in one process do not meet. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const events = new Counter({
    name: 'lianxian_call_events_total',
    help: 'Call events stored, by type.',
    labelNames: ['type'],
    registers,
  })
  const commands = new Histogram({
    name: 'lianxian_command_seconds',
    help: 'Commands of the desks, by name and outcome.',
    labelNames: ['name', 'outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers,
  })
  const refused = new Counter({
    name: 'lianxian_sockets_refused_total',
    help: 'Sockets that were not let in, by reason.',
    labelNames: ['why'],
    registers,
  })
  const errors = new Counter({
    name: 'lianxian_errors_total',
    help: 'Bugs and outages, by place.',
    labelNames: ['where'],
    registers,
  })
  return {
    callEvent: (type) => events.inc({ type }),
    command: (name, outcome, ms) => commands.observe({ name, outcome }, ms / 1000),
    refusedSocket: (why) => refused.inc({ why }),
    error: (where) => errors.inc({ where }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      })
    },
    text: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}
