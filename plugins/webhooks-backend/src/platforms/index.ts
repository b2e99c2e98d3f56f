import { Platform } from '@kubevision/backstage-plugin-webhooks-node';
import { dingtalk } from './dingtalk';
import { discord } from './discord';
import { feishu } from './feishu';
import { http } from './http';
import { slack } from './slack';
import { wecom } from './wecom';

/** The platforms of the plugin itself. One more is one file and one line. */
export const builtInPlatforms: Platform[] = [
  slack,
  discord,
  dingtalk,
  feishu,
  wecom,
  http,
];
