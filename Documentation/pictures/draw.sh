#!/bin/sh
# Draws the pictures of ECOSYSTEM.md from the shipped graph. All but the first need Graphviz and a font for Chinese:
# apt-get install graphviz fonts-noto-cjk
set -eu
cd "$(dirname "$0")/../.."
tool=${INNOGRAPH:-swift run -c release innograph}
pictures=Documentation/pictures

draw() {
  name=$1 title=$2
  shift 2
  $tool export --query "$pictures/$name.cypher" --title "$title" --output "$pictures/$name.svg" "$@"
}

draw places '什么在哪里：五个规划中的区域、园区与机构 What lies where' --cluster-by containment --style "$pictures/places.style"
draw sensor-cluster '智能传感器及物联网产业集群 The sensor cluster'
draw g60-corridor '长三角G60科创走廊 The G60 corridor' --cluster-by containment
draw grand-neobay '大零号湾 Grand Neobay' --cluster-by containment
draw zhangjiang-parks '张江高新区各园与产业 The Zhangjiang parks and their industries' --cluster-by containment
