/** Light or dark, as readers of a message have set their platform. */
export type Theme = 'light' | 'dark';

/** The colours of a platform's window. */
export interface Colors {
  /** Behind everything. */
  readonly window: string;
  /** Behind the message, where the platform puts it on a card or in a bubble. */
  readonly card: string;
  readonly text: string;
  /** Times, footers and labels. */
  readonly soft: string;
  readonly line: string;
  readonly code: string;
  readonly codeBack: string;
}

/** How a platform shows messages of a robot, apart from their content. */
export interface Appearance {
  /** What stands before the message. */
  readonly avatar: { readonly color: string; readonly round: boolean };
  /** What marks the sender as no person. */
  readonly badge: {
    readonly text: string;
    readonly color: string;
    readonly back: string;
  };
  readonly font: string;
  readonly light: Colors;
  readonly dark: Colors;
}

/** Platforms, by id, with their looks in light and dark. */
export const APPEARANCES: Readonly<Record<string, Appearance>> = {
  slack: {
    avatar: { color: '#611f69', round: false },
    badge: { text: 'APP', color: '#454447', back: '#e8e8e8' },
    font: 'Lato, "Helvetica Neue", Arial, sans-serif',
    light: {
      window: '#ffffff',
      card: '#ffffff',
      text: '#1d1c1d',
      soft: '#616061',
      line: '#dddddd',
      code: '#c01343',
      codeBack: '#f5f5f5',
    },
    dark: {
      window: '#1a1d21',
      card: '#1a1d21',
      text: '#d1d2d3',
      soft: '#ababad',
      line: '#35373b',
      code: '#e8912d',
      codeBack: '#232529',
    },
  },
  discord: {
    avatar: { color: '#5865f2', round: true },
    badge: { text: 'APP', color: '#ffffff', back: '#5865f2' },
    font: '"gg sans", "Noto Sans", "Helvetica Neue", Arial, sans-serif',
    light: {
      window: '#ffffff',
      card: '#f2f3f5',
      text: '#2e3338',
      soft: '#5c5e66',
      line: '#e3e5e8',
      code: '#2e3338',
      codeBack: '#e3e5e8',
    },
    dark: {
      window: '#313338',
      card: '#2b2d31',
      text: '#dbdee1',
      soft: '#a5abb3',
      line: '#3f4147',
      code: '#dbdee1',
      codeBack: '#1e1f22',
    },
  },
  dingtalk: {
    avatar: { color: '#1372d1', round: true },
    badge: { text: '机器人', color: '#0b5cad', back: '#dcecfd' },
    font: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    light: {
      window: '#f2f3f5',
      card: '#ffffff',
      text: '#171a1d',
      soft: '#6b6f75',
      line: '#e5e6e8',
      code: '#171a1d',
      codeBack: '#f2f3f5',
    },
    dark: {
      window: '#1b1b1c',
      card: '#2c2c2e',
      text: '#e8e8e8',
      soft: '#a8abb0',
      line: '#424245',
      code: '#e8e8e8',
      codeBack: '#1b1b1c',
    },
  },
  feishu: {
    avatar: { color: '#2357c4', round: true },
    badge: { text: 'BOT', color: '#8a5a00', back: '#fdf1d8' },
    font: '"PingFang SC", "Helvetica Neue", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    light: {
      window: '#f5f6f7',
      card: '#ffffff',
      text: '#1f2329',
      soft: '#646a73',
      line: '#dee0e3',
      code: '#1f2329',
      codeBack: '#f5f6f7',
    },
    dark: {
      window: '#1a1a1a',
      card: '#292929',
      text: '#ebebeb',
      soft: '#a6a6a6',
      line: '#434343',
      code: '#ebebeb',
      codeBack: '#1a1a1a',
    },
  },
  wecom: {
    avatar: { color: '#26703a', round: false },
    badge: { text: '机器人', color: '#0f5c99', back: '#dceaf6' },
    font: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    light: {
      window: '#f0f1f3',
      card: '#ffffff',
      text: '#1f2329',
      soft: '#6b6f75',
      line: '#d0d3d6',
      code: '#1f2329',
      codeBack: '#f0f1f3',
    },
    dark: {
      window: '#191919',
      card: '#2a2a2a',
      text: '#d9d9d9',
      soft: '#a3a3a3',
      line: '#4a4a4a',
      code: '#d9d9d9',
      codeBack: '#191919',
    },
  },
};
