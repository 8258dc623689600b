try { Object.assign(document.documentElement.dataset, JSON.parse(localStorage.getItem("display-choices"))); } catch { /* storage is refused */ }
document.documentElement.dataset.scripts = "";
