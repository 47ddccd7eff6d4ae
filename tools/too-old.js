// For browsers that know no modules, and so none of the program: says so. Written for the oldest of them.
document.getElementById('too-old').removeAttribute('hidden');
document.getElementById('app').style.display = 'none';
