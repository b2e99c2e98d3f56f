import { latency as deliveryLatency } from './delivery/latency';
import { recovery } from './delivery/recovery';
import { replicas } from './delivery/replicas';
import { throughput } from './delivery/throughput';
import { matching } from './filters/matching';
import { Measurement } from './Measurement';
import { keepingUp } from './storage/keepingUp';
import { plans } from './storage/plans';
import { growth } from './watch/growth';
import { latency } from './watch/latency';
import { reading } from './watch/reading';
import { restart } from './watch/restart';

/** What `npm run bench -- <suite>` runs, in this order. */
export const suites: Readonly<Record<string, readonly Measurement[]>> = {
  watch: [reading, restart, latency, growth],
  filters: [matching],
  delivery: [throughput, replicas, deliveryLatency, recovery],
  storage: [plans, keepingUp],
};
