import type { HallQueue } from '#shared/queue/hall-queue.ts'
import type { Role } from '#shared/seat/seat-state.ts'

/** A seat of the sandbox. The names are invented. */
export interface SandboxSeat {
  readonly seat: string
  readonly name: string
  readonly role: Role
  readonly skills: readonly string[]
  /** Directory id of the unit a contact speaks for. */
  readonly unit?: string
}

const seat = (number: string, name: string, role: Role, skill: string): SandboxSeat => ({
  seat: number,
  name,
  role,
  skills: [skill],
})

/** Ten agents, three special seats, five experts, two leads, those who work on tickets, one administrator. */
export const sandboxSeats: readonly SandboxSeat[] = [
  seat('8001', '林知夏', 'agent', '综合'),
  seat('8002', '周予安', 'agent', '综合'),
  seat('8003', '许清和', 'agent', '综合'),
  seat('8004', '沈一诺', 'agent', '综合'),
  seat('8005', '顾南乔', 'agent', '综合'),
  seat('8006', '陆时雨', 'agent', '综合'),
  seat('8007', '江晚舟', 'agent', '综合'),
  seat('8008', '宋明溪', 'agent', '综合'),
  seat('8009', '叶向晴', 'agent', '综合'),
  seat('8010', '苏念北', 'agent', '综合'),
  seat('8101', '程思源', 'agent', '营商环境'),
  seat('8201', '白若宁', 'agent', '外语'),
  seat('8301', '田禾', 'agent', '乡村振兴'),
  seat('9001', '秦海川', 'expert', '公积金'),
  seat('9002', '方静姝', 'expert', '社保医保'),
  seat('9003', '贺长林', 'expert', '供热'),
  seat('9004', '唐立言', 'expert', '交管'),
  seat('9005', '梁书勤', 'expert', '住建'),
  seat('7001', '郑云舒', 'lead', '班长'),
  seat('7002', '韩松年', 'lead', '班长'),
  seat('6001', '邵文博', 'dispatcher', '派单'),
  seat('6101', '姜以宁', 'reviewer', '审核'),
  seat('6201', '夏语冰', 'revisit', '回访'),
  seat('6301', '章怀瑾', 'supervisor', '督办'),
  { ...seat('5001', '孟春晓', 'unit', '河东区城市管理委'), unit: 'D120102-cgw' },
  { ...seat('5002', '乔正阳', 'unit', '大王庄街道办事处'), unit: 'S120102001' },
  seat('1001', '魏守正', 'admin', '管理'),
]

/** Who may send its own tickets to their unit 直派: the seat for enterprises, whose matters are urgent. */
export const sandboxDirect: readonly string[] = ['8101']

/** Queues of the seats with a skill of their own. */
export const sandboxQueues: readonly HallQueue[] = [
  { number: '66001', name: '营商环境', skill: '营商环境' },
  { number: '66002', name: '外语', skill: '外语' },
  { number: '66003', name: '乡村振兴', skill: '乡村振兴' },
]

/** The one password of the sandbox: its seats at the sign-in page, its seats and citizens at the SIP edge. */
export const sandboxPassword = 'lianxian'
export const sandboxDomain = 'sandbox.lianxian'

/** A citizen's user name at the edge. */
export const isCitizen = (user: string): boolean => /^citizen-[\w.+-]{1,40}$/.test(user)
