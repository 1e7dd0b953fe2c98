/** Shares the connections of the server among client addresses. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { BlockList, isIPv4, type Socket } from 'node:net'
import { networkOf } from '../core/network.js'

export interface ConnectionLimits {
  /** Maximum number of open connections. */
  total: number
  /** Maximum of one client network: an IPv4 address or an IPv6 /64. */
  perNetwork: number
}

/**
 * Closes the oldest idle connection of a network that opens more than its share, and of the network with most
 * connections when all are in use. A connection is idle while no request of it is being answered, also while it has not
 * sent one. The share does not apply to trusted proxies, behind which there are many clients.
 */
export function shareConnections(
  server: Server,
  limits: ConnectionLimits,
  trustedProxies: string[] = [],
): void {
  const table = new ConnectionTable(limits, blockListOf(trustedProxies))
  server.on('connection', (socket) => table.add(socket))
  server.on('request', (request, response) => table.markBusy(request, response))
}

class ConnectionTable {
  /** By network; a Set iterates in the order of arrival. */
  private readonly networks = new Map<string, Set<Socket>>()
  private readonly busy = new WeakSet<Socket>()
  private total = 0

  constructor(
    private readonly limits: ConnectionLimits,
    private readonly proxies: BlockList,
  ) {}

  add(socket: Socket): void {
    const address = socket.remoteAddress
    if (!address) return
    const network = networkOf(address)
    const sockets = this.networks.get(network) ?? new Set()
    if (this.total >= this.limits.total && !this.closeIdle(this.largest(), socket)) return
    if (sockets.size >= this.limits.perNetwork && !this.isProxy(address) && !this.closeIdle(sockets, socket))
      return
    this.networks.set(network, sockets.add(socket))
    this.total += 1
    socket.once('close', () => this.remove(network, socket))
  }

  markBusy({ socket }: IncomingMessage, response: ServerResponse): void {
    this.busy.add(socket)
    response.once('close', () => this.busy.delete(socket))
  }

  /** Closes the oldest idle one of `sockets`; `newcomer`, and returns false, if all are busy. */
  private closeIdle(sockets: Set<Socket>, newcomer: Socket): boolean {
    for (const socket of sockets) {
      if (this.busy.has(socket) || socket.destroyed) continue
      socket.destroy()
      return true
    }
    newcomer.destroy()
    return false
  }

  private largest(): Set<Socket> {
    let largest = new Set<Socket>()
    for (const sockets of this.networks.values()) if (sockets.size > largest.size) largest = sockets
    return largest
  }

  private remove(network: string, socket: Socket): void {
    const sockets = this.networks.get(network)
    if (!sockets?.delete(socket)) return
    this.total -= 1
    if (sockets.size === 0) this.networks.delete(network)
  }

  private isProxy(address: string): boolean {
    const mapped = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return this.proxies.check(mapped, isIPv4(mapped) ? 'ipv4' : 'ipv6')
  }
}

/** The networks that the setting TRUST_PROXY may name instead of addresses. */
const namedNetworks: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

function blockListOf(proxies: string[]): BlockList {
  const list = new BlockList()
  for (const proxy of proxies.flatMap((name) => namedNetworks[name] ?? [name])) {
    const [address = '', bits] = proxy.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family)
  }
  return list
}
