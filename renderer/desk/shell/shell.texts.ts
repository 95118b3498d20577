import { defineTexts } from '../../i18n/texts.ts'

export const shellTexts = defineTexts('shell', {
  'zh-CN': {
    offered: '另一个程序请求拨打 {{number}}。核对号码后再拨。',
    dial: '拨打',
    ready: '新版本 {{version}} 已下载。现在安装会重新启动程序，草稿都在本机。',
    install: '重启并安装',
    noBackend: '还没有设置服务器',
    noBackendHint: '请管理员在本机配置文件里填写服务器地址；也可以先在本机试用，市民由程序扮演，数据只留在这台电脑。',
    tryIt: '在本机试用',
    starting: '正在启动本机试用环境，第一次约需半分钟…',
    tryFailed: '本机试用环境没有启动。已有数据不受影响。请关闭其他正在运行的连线程序，再试一次。',
    noNumber: '无主叫号码',
    waited: '已等待 {{seconds}} 秒',
    callsBefore: '七天内来电 {{count}} 次',
  },
  en: {
    offered: 'Another program asks to call {{number}}. Check the number before you dial.',
    dial: 'Dial',
    ready: 'Version {{version}} is here. Installing restarts the program; drafts stay on this computer.',
    install: 'Restart and install',
    noBackend: 'No server is set yet',
    noBackendHint:
      'An administrator puts the server into this computer’s configuration file. Or try it here: the program plays the citizens, and all data stay on this computer.',
    tryIt: 'Try it on this computer',
    starting: 'Starting the trial on this computer; the first time takes about half a minute…',
    tryFailed: 'The trial did not start. Nothing is lost. Close any other running Lianxian and try again.',
    noNumber: 'No number',
    waited: 'waited {{seconds}} s',
    callsBefore: '{{count}} calls in 7 days',
  },
})
