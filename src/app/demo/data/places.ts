export interface Place {
  readonly province: string;
  readonly city: string;
  readonly weight: number;
}

/** Where orders come from: province, its share in a thousand, its cities with the weight of each within it. */
const PROVINCES = `
广东 132 广州9 深圳9 东莞5 佛山5 惠州3 珠海2 中山2 汕头2 江门1 湛江1
浙江 103 杭州9 宁波5 温州5 金华4 嘉兴3 台州3 绍兴3 湖州2
江苏 101 苏州9 南京8 无锡5 南通4 常州4 徐州4 扬州2 盐城2
山东 72 青岛6 济南6 潍坊4 烟台4 临沂4 济宁3 淄博2 威海2
上海 68 上海1
河南 58 郑州8 洛阳4 南阳3 新乡2 商丘2 许昌2
北京 55 北京1
四川 54 成都10 绵阳3 德阳2 南充2 宜宾2
湖北 45 武汉10 襄阳3 宜昌3 荆州2
河北 43 石家庄6 保定4 唐山4 廊坊3 邯郸3
福建 40 福州6 厦门6 泉州6 漳州3 莆田2
湖南 38 长沙8 株洲3 衡阳3 岳阳2 常德2
安徽 36 合肥8 芜湖4 阜阳3 蚌埠2 安庆2
辽宁 26 沈阳6 大连6 鞍山2 锦州1
陕西 24 西安9 咸阳2 宝鸡2 榆林1
江西 23 南昌6 赣州4 九江3 上饶2
重庆 23 重庆1
广西 20 南宁6 柳州4 桂林3 玉林2
天津 15 天津1
云南 15 昆明7 曲靖2 大理2
山西 15 太原6 大同2 临汾2
黑龙江 13 哈尔滨7 大庆2 齐齐哈尔2
贵州 12 贵阳6 遵义4
吉林 11 长春7 吉林3
新疆 9 乌鲁木齐6 昌吉1 伊犁1
内蒙古 9 呼和浩特4 包头4 赤峰2
甘肃 7 兰州6 天水2
海南 6 海口5 三亚4
宁夏 3 银川4 吴忠1
青海 2 西宁1
西藏 1 拉萨1
`;

export const PLACES: readonly Place[] = PROVINCES.trim()
  .split("\n")
  .flatMap((row) => {
    const [province = "", share, ...cities] = row.split(" ");
    const parts = cities.map((text) => /^(\D+)(\d+)$/.exec(text)!);
    const total = parts.reduce((sum, part) => sum + Number(part[2]), 0);
    return parts.map((part) => ({ province, city: part[1]!, weight: (Number(share) * Number(part[2])) / total }));
  });

/** The shop's own stores by city. */
export const STORES: Readonly<Record<string, readonly string[]>> = {
  上海: ["上海静安大悦城店", "上海浦东世纪汇店", "上海五角场店"],
  杭州: ["杭州湖滨店", "杭州滨江店"],
  南京: ["南京新街口店"],
  苏州: ["苏州园区店"],
  广州: ["广州天河店"],
  深圳: ["深圳南山店", "深圳福田店"],
  成都: ["成都春熙路店"],
  武汉: ["武汉光谷店"],
};
