// The built-in style sheet: quiet fills and a darker line of the same hue, one hue per family of labels, so that a picture is told
// apart at a glance and prints well.

extension StyleSheet {
  /// The rules that every picture begins with.
  static let builtInText = """
    graph font="Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, Noto Sans, sans-serif"

    // Those who know
    :University       shape=house        fill=#DCE6F7 line=#2F5597
    :Institute        shape=rounded      fill=#E4E1F7 line=#5B4BA3
    :Laboratory       shape=rounded      fill=#F1E5F8 line=#8448A8
    :Facility         shape=hexagon      fill=#FBE3EC line=#B03A65

    // What carries over
    :Platform         shape=component    fill=#FFE9D4 line=#C55A11
    :Incubator        shape=rounded      fill=#FDEBC8 line=#A9741B
    :Firm             shape=box          fill=#FFF6D6 line=#B38600
    :Product          shape=parallelogram fill=#FEF9E7 line=#A08A1E
    :Hospital         shape=rounded      fill=#FADBD8 line=#B03A2E

    // Places
    :Park             shape=folder       fill=#E2F0D9 line=#4B7F2B
    :Zone             shape=folder       fill=#EEF5DF line=#74942A
    :Corridor         shape=pill         fill=#D9F0EE line=#1F7A72
    :Region           shape=tab          fill=#F0F0F0 line=#707070
    :Layout           shape=octagon      fill=#F3EDF7 line=#8A63A8

    // Fields
    :IndustryCluster  shape=pill         fill=#D3E8F8 line=#1B6CA8
    :Industry         shape=ellipse      fill=#E8F3FB line=#4E90C2

    // Money and company
    :Fund             shape=cylinder     fill=#D9F2E3 line=#1E8449
    :Market           shape=cylinder     fill=#E3F4F0 line=#148F77
    :Alliance         shape=octagon      fill=#FBF2CE line=#8F740B
    :Event            shape=pill         fill=#FDEDEC line=#C0392B

    // Rule and record
    :Government       shape=box stroke=bold fill=#E1E5EA line=#2C3E50
    :Policy           shape=note         fill=#ECEFF1 line=#455A64
    :Programme        shape=note         fill=#EEF0F3 line=#5D6D7E
    :Document         shape=note         fill=#FAFAFA line=#90979C
    :Indicator        shape=pill         fill=#F4F6F7 line=#7B8A97

    [:HOSTS]             color=#4B7F2B
    [:TRANSFERS_TO]      color=#C55A11
    [:COLLABORATES_WITH] color=#2F5597 arrow=none
    [:SERVES]            color=#1B6CA8
    [:FOCUSES_ON]        color=#4E90C2
    [:LOCATED_IN]        color=#9AA0A6
    [:PART_OF]           color=#707070
    [:OPERATES]          color=#5B4BA3
    [:LEADS]             color=#5B4BA3 stroke=bold
    [:SUPPORTS]          color=#1E8449
    [:INCUBATES]         color=#A9741B
    [:FUNDS]             color=#148F77 caption="amount unit"
    [:ORGANISES]         color=#C0392B
    [:ISSUES]            color=#2C3E50
    [:MEMBER_OF]         color=#8F740B
    [:DRIVES]            color=#B03A65
    [:REPORTS]           color=#7B8A97 caption="year comparison value unit"
    [:TARGETS]           color=#B38600 caption="year comparison value unit"
    [:LISTED_ON]         color=#148F77
    [:DRAFTS]            color=#90979C
    [:IMPLEMENTS]        color=#455A64
    [:BASED_ON]          color=#8448A8
    [:SUCCEEDS]          color=#455A64
    [:APPROVES]          color=#2C3E50

    where status=planned   stroke=dashed
    where status=building  stroke=dashed
    """
}
